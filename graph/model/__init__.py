"""The types of the graph. Each module of this folder declares some; a new file is enough to add more."""

import importlib
import pkgutil

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
