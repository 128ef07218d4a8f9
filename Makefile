# What a developer types; each step leaves alone what is already in order.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
INNER := src/munhalsa/domain/*,src/munhalsa/application/*

.DEFAULT_GOAL := help
.PHONY: help system system-long setup run demo test test-long bench check lock audit package clean

help:
	@echo "make setup      what the program and its tests need, into .venv"
	@echo "make run        start munhalsa"
	@echo "make demo       the whole job on the bundled example, into demo-output/"
	@echo "make check      style, types, layers, pinned requirements"
	@echo "make test       all tests but the long ones, with coverage"
	@echo "make test-long  the tests that take minutes"
	@echo "make bench      measure speed and memory beside their floors"
	@echo "make lock       pin what requirements/*.in name, with hashes (UPGRADE=--upgrade: renewed)"
	@echo "make audit      ask whether a pinned library has a known hole (needs the network)"
	@echo "make package    wheel and source archive, into dist/"
	@echo "make clean      remove everything that can be made again"

system:
	@tools/install_system_packages.sh

system-long:
	@tools/install_system_packages.sh requirements/debian-long.txt

setup: .venv/installed

# The system packages are looked at each time, which is quick; the rest only when a list has changed.
.venv/installed: $(wildcard requirements/*.txt) requirements/run.in pyproject.toml setup.py | system
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes --requirement requirements/build.txt
	$(PIP) --require-hashes --no-build-isolation --requirement requirements/dev.txt
	PYTHONWARNINGS=ignore $(PIP) --no-index --no-deps --no-build-isolation --editable .
	touch $@

run: setup
	$(BIN)/munhalsa

DEMO := $(BIN)/munhalsa --profile demo-output/profil --store demo-output/register \
	--passphrase-file demo-output/losenfras.txt

demo: setup
	rm -rf demo-output
	$(BIN)/munhalsa --profile demo-output-profil demo demo-output
	rm -rf demo-output-profil
	$(DEMO) window --screenshots demo-output/bilder
	if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(DEMO) window; fi

test: setup
	$(PYTEST) --numprocesses 2 --cov --cov-report=
	$(BIN)/coverage report --fail-under=90
	$(BIN)/coverage report --include='$(INNER)' --fail-under=100

test-long: setup system-long
	$(PYTEST) -m long

bench: setup
	$(BIN)/python -m benchmarks

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_requirements.py

LISTS := build run dev
COMPILE := ../$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-options

# Pins what is new in requirements/*.in and keeps the other pins; UPGRADE=--upgrade renews them all.
lock: setup
	cd requirements && $(foreach list,$(LISTS),$(COMPILE) $(UPGRADE) --output-file $(list).txt $(list).in &&) true

audit: setup
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements/run.txt

package: setup
	$(BIN)/python -m build --no-isolation

clean:
	rm -rf .venv build dist demo-output .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.egg-info' -type d -prune -exec rm -rf {} +
