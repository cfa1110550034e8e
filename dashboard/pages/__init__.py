"""One module a page: TITLE, ICON, ORDER and `show()`. A new file is a new page."""
