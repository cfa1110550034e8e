"""One module a page: TITLE, ICON, ORDER and `show()`. A new file is a new page.

Not named `pages`: Streamlit would run each file of a folder with that name as a script of its own.
"""
