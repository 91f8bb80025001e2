"""Sphinx settings of the site: French, readable without a network, nothing loaded from elsewhere."""

from __future__ import annotations

project = "MobiConseil"
author = "MobiConseil"
project_copyright = "licence MIT"
language = "fr"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
# The pages carry their own French spaces and quotes.
smartquotes = False
myst_heading_anchors = 3
myst_links_external_new_tab = False
html_theme = "alabaster"
html_title = "MobiConseil"
html_short_title = "MobiConseil"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_search_language = "fr"
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None
html_domain_indices = False
html_use_index = False
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}
html_theme_options = {
    "description": "Le conseil en mobilité, sans connexion",
    "fixed_sidebar": False,
    "page_width": "1060px",
    "sidebar_width": "270px",
    "font_family": "'Noto Sans', 'Segoe UI', system-ui, sans-serif",
    "head_font_family": "'Noto Sans', 'Segoe UI', system-ui, sans-serif",
    "link": "#0B5C6E",
    "link_hover": "#084A59",
    "sidebar_collapse": True,
    "show_powered_by": False,
}
