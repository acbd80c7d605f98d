"""Quiz formats: Aiken, GIFT, Moodle XML."""
