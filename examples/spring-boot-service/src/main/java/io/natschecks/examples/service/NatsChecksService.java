// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Watches a NATS deployment. */
@SpringBootApplication
public class NatsChecksService {

  /**
   * Runs the service.
   *
   * @param args properties, such as --natschecks.urls=nats://127.0.0.1:4222
   */
  public static void main(String[] args) {
    SpringApplication.run(NatsChecksService.class, args);
  }
}
