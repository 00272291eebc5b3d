"""The grammar of typed arguments: names, days and times, levels of rules, sessions in a line."""
