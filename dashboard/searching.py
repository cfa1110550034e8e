"""tmp"""

import streamlit as st


def box(where):
    return st.text_input("Search", key="q", bind="query-params")


def results(where, asked):
    return None


def suggestions(where):
    pass
