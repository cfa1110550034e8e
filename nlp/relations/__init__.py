"""What finds relations. Each module here has `find(scene)`; a new file is enough to add one."""
