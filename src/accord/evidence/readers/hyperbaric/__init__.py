"""What records tell of hyperbaric oxygen: the wound, its care and course, the condition, and the chamber."""
