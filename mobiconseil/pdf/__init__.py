"""Printed papers, made with ReportLab from final data."""
