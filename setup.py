"""The list of packages: all under src/, and resources/, which pyproject.toml cannot name beside."""

from setuptools import find_namespace_packages, setup

setup(packages=[*find_namespace_packages("src"), "munhalsa.resources"])
