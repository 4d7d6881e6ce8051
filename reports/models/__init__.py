"""The tables of the yearly reports: what the office writes, its outline, and figures that stay."""

from reports.models.fixed import FixedFigures
from reports.models.outline import Outline
from reports.models.report import CityReport, Report

__all__ = ["CityReport", "FixedFigures", "Outline", "Report"]
