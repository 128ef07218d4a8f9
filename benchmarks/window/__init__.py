"""The window as it is measured, and the bare window that it is measured beside."""
