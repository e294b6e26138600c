import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT.parent / "shared" / "reports"
EXAMS = ROOT.parent / "shared" / "exams"
sys.path.insert(0, str(ROOT / "scripts"))


def pytest_addoption(parser):
    parser.addoption("--rewrite", action="store_true", help="write the files of expected text anew; read what changed")


def pytest_configure(config):
    if config.getoption("--rewrite") and os.environ.get("CI"):
        raise pytest.UsageError("expected text is not rewritten here")


@pytest.fixture(scope="session")
def reports() -> Path:
    """The folder of real reports, where there is one."""
    if not REPORTS.is_dir():
        pytest.skip("no folder of real reports beside the repository")
    return REPORTS


@pytest.fixture(scope="session")
def exams() -> Path:
    """The folder of exams made by others, where there is one."""
    if not EXAMS.is_dir():
        pytest.skip("no folder of exams beside the repository")
    return EXAMS
