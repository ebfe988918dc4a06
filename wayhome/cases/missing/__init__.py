"""Reports, episodes, risk, recovery, returns and interviews: a missing child's way to a safe return."""
