"""Real calendar programs that subscribe to feeds."""
