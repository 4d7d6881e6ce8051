"""Fields and widgets of the staff's forms: dates in words, things to choose, drawings to pick."""
