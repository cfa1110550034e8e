"""What people see: the Streamlit app, its views and the network picture."""
