"""What a protocol may ask for, all of it."""

EVERY_CLOCK = """
version = "every clock"
parents_told_within = "1 hour"
reviewing_officer_told_within = "1 day"
service_manager_told_within = "1 day"
director_told_within = "3 days"
long_term_reviews_at = ["4 weeks", "13 weeks"]
long_term_reviews_then_every = "13 weeks"
away_reconsidered_within = "24 hours"
interview_written_up_within = "3 working days"
screened_again_within = "3 working days"
written_here = [
  "england.placement_notices", "england.placement_approved", "england.distant_placement_approved",
  "england.care_review", "wales.placement_plan", "wales.placement_panel", "uk.grade_confirmed",
]
"""
