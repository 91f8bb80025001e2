"""What fits the person and why: the sieve of services and aids, what is kept, and the draft of the plan."""
