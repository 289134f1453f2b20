# Short names for what ./run, ./test and the tools in .venv do; nothing here is needed to run or test the program.
.DEFAULT_GOAL := help
.PHONY: help run test quick check format lock native front venv

bin := .venv/bin
compile := $(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --system-certs
front := agent_console/front

help: ## list these targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: ## start the contact center
	@./run

test: ## run all tests, with real Asterisk, SIPp and a browser
	@./test

quick: ## run the tests that need nothing but Python
	@./test quick

check: venv ## look for mistakes: style, types, forbidden imports
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/pyright
	$(bin)/lint-imports

format: venv ## put the code in its usual form
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

lock: venv ## pin every package anew after a change of requirements*.in; UPGRADE=1 takes newer versions
	$(compile) $(if $(UPGRADE),--upgrade) requirements.in --output-file requirements.lock
	$(compile) $(if $(UPGRADE),--upgrade) requirements-dev.in --output-file requirements-dev.lock

native: venv ## fetch Asterisk, SIPp and the other programs that are not Python
	$(bin)/python -m callcenter.native fetch

front: venv ## build the desk and the boards from their TypeScript
	@test -f $(front)/package.json || { echo "there is no $(front)/package.json"; exit 1; }
	cd $(front) && PATH="$(CURDIR)/$(bin):$$PATH" npm ci --no-fund --no-audit
	cd $(front) && PATH="$(CURDIR)/$(bin):$$PATH" npm run build

venv:
	@python3 -I callcenter/native/venv.py requirements-dev.lock
