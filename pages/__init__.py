"""The pages that staff write, the site's settings, the privacy notice, home and the menus."""
