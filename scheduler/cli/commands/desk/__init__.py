"""The commands of the planner's desk."""
