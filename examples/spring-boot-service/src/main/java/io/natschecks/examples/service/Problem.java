// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer in the form of problem+json. */
final class Problem extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  private Problem(ProblemDetail body, HttpStatus status) {
    super(status, body, null);
  }

  static Problem badRequest(String detail) {
    return of(HttpStatus.BAD_REQUEST, detail);
  }

  static Problem of(HttpStatus status, String detail) {
    return new Problem(ProblemDetail.forStatusAndDetail(status, detail), status);
  }

  Problem with(String name, Object value) {
    getBody().setProperty(name, value);
    return this;
  }
}
