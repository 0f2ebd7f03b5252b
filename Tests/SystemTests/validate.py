"""Holds a JSON file against a JSON schema of this repository. Usage: validate.py SCHEMA FILE"""
import json
import pathlib
import sys

import jsonschema

root = pathlib.Path(__file__).parents[2]
schema = json.loads((root / sys.argv[1]).read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
document = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
violations = [f"{error.json_path}: {error.message}" for error in jsonschema.Draft202012Validator(schema).iter_errors(document)]
print("\n".join(violations))
sys.exit(1 if violations else 0)
