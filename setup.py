"""The list of packages: all under src/, and resources/, which pyproject.toml cannot name beside."""

from setuptools import find_namespace_packages, setup

DATA_FOLDERS = find_namespace_packages("resources", exclude=["__pycache__", "*.__pycache__"])

setup(
    packages=[
        *find_namespace_packages("src", exclude=["*.egg-info", "*__pycache__"]),
        "munhalsa.resources",
        *(f"munhalsa.resources.{folder}" for folder in DATA_FOLDERS),
    ]
)
