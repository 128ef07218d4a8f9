"""Where type checkers find the package that lies in the top folder resources/."""
