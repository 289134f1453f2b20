"""Scripts of agents [话术]: YAML files, read and checked with the line of every mistake, published by revision.

scripts = load_scripts(folder, company)          # raises Mistakes: those of all files
published = await publish_scripts(scripts, texts, revisions, now)
"""

from callcenter.scripts.folder import Published, load_scripts, publish_scripts, script_texts
from callcenter.scripts.reading import read_script

__all__ = ["Published", "load_scripts", "publish_scripts", "read_script", "script_texts"]
