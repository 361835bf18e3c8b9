//! reglament-documents
