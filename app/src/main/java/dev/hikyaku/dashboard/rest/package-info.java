/// The same answers for machines: JSON and CSV below `/api/v1`, described in `docs/reference/openapi.yaml`.
///
/// Way in: HTTP. [Desk] knows the project, [Answers] writes, [Refusals] turns what went wrong into problems
/// (RFC 9457); the others are groups of addresses. Filters are those of the pages.
@NullMarked
package dev.hikyaku.dashboard.rest;

import org.jspecify.annotations.NullMarked;
