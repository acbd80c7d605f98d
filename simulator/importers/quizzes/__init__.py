"""Quiz formats: Aiken, GIFT, Moodle XML, QTI, Blackboard."""
