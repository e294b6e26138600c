import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT.parent / "shared" / "reports"
EXAMS = ROOT.parent / "shared" / "exams"
sys.path.insert(0, str(ROOT / "scripts"))


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
