"""Small documents of our own, one per layout, with the expected questions of each."""

from tests.importers.layouts.choices import CHOICES
from tests.importers.layouts.headings import HEADINGS
from tests.importers.layouts.html_pages import HTML_PAGES
from tests.importers.layouts.in_company import IN_COMPANY
from tests.importers.layouts.labels import LABELS
from tests.importers.layouts.lists import LISTS
from tests.importers.layouts.marked import MARKED
from tests.importers.layouts.org_files import ORG_FILES
from tests.importers.layouts.plain_text import PLAIN_TEXT
from tests.importers.layouts.sample import Sample
from tests.importers.layouts.tables_and_data import TABLES_AND_DATA

__all__ = ["SAMPLES", "Sample"]

SAMPLES = (
    *HEADINGS,
    *MARKED,
    *LISTS,
    *IN_COMPANY,
    *LABELS,
    *CHOICES,
    *PLAIN_TEXT,
    *HTML_PAGES,
    *ORG_FILES,
    *TABLES_AND_DATA,
)
