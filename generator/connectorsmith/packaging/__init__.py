"""Packages for upload, certification and Dataverse solutions, checked before they are written."""
