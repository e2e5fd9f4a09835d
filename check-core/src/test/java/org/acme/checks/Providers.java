// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package org.acme.checks;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;

/** Checks of someone else, as good and as broken as they come. */
public final class Providers {

  private Providers() {}

  public abstract static class Base implements Check {
    private final String code;

    protected Base(String code) {
      this.code = code;
    }

    @Override
    public CheckDescriptor descriptor() {
      return CheckDescriptor.of(code, "Title")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .remediation("Mend it.")
          .runbook(Runbook.why("It matters.").build())
          .since("0.1")
          .build();
    }

    @Override
    public CheckResult evaluate(CheckContext context) {
      return CheckResult.skipped(SkipReason.NOTHING_DEPLOYED, "");
    }
  }

  public static final class First extends Base {
    public First() {
      super("ACME_001");
    }
  }

  public static final class Second extends Base {
    public Second() {
      super("ACME_002");
    }
  }

  public static final class SecondAgain extends Base {
    public SecondAgain() {
      super("ACME_002");
    }
  }

  public static final class Usurper extends Base {
    public Usurper() {
      super("SERVER_001");
    }
  }

  public static final class BeyondReserved extends Base {
    public BeyondReserved() {
      super("OPT_SYS_101");
    }
  }

  public static final class ThrowsInConstructor extends Base {
    public ThrowsInConstructor() {
      super("ACME_003");
      throw new IllegalStateException("no licence");
    }
  }

  public static final class ThrowsInDescriptor extends Base {
    public ThrowsInDescriptor() {
      super("ACME_004");
    }

    @Override
    public CheckDescriptor descriptor() {
      throw new UnsupportedOperationException("two\nlines");
    }
  }

  public static final class HasNoDescriptor extends Base {
    public HasNoDescriptor() {
      super("ACME_005");
    }

    @Override
    public CheckDescriptor descriptor() {
      return null;
    }
  }

  public static final class NoCheck {}

  public static class Parent {}

  /** Its parent is left out of the folder. */
  public static final class Orphan extends Parent {}

  /** Its parent is left out of the folder. */
  public static final class OtherOrphan extends Parent {}
}
