// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

/**
 * Writes the samples of one number: the sample before the last, then its segments. What can be told
 * from the timeline, or from how the number went on so far, takes no room.
 */
final class NumberWriter {

  /** How the sample before the last is told. */
  static final int NONE = 0;

  static final int REGULAR = 1;
  static final int IRREGULAR = 2;

  /** What need not be written of a segment. */
  static final int COMPLETE = 1;

  static final int RISING = 2;
  static final int NEXT = 4;
  static final int EXPECTED_FIRST = 8;
  static final int EXPECTED_RISE = 16;

  private final Bytes out = new Bytes();
  private final Bytes segments = new Bytes();
  private final Timeline timeline;
  private Pace pace = new Pace();
  private int place = -1;
  private boolean empty = true;
  private long last;
  private long lastTime;

  NumberWriter(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Starts the next number. */
  void start() {
    out.clear();
    segments.clear();
    pace = new Pace();
    place = -1;
    empty = true;
  }

  void put(Segment segment) {
    Timeline.Span span = timeline.segments().get(segment.place);
    long first = segment.first - pace.first();
    long rise = segment.last - segment.first - pace.rise(segment.count);
    boolean complete =
        segment.count == span.snapshots()
            && segment.firstTime == span.first()
            && segment.lastTime == span.last();
    segments.put(
        (complete ? COMPLETE : 0)
            | (segment.isRising() ? RISING : 0)
            | (segment.place == place + 1 ? NEXT : 0)
            | (first == 0 ? EXPECTED_FIRST : 0)
            | (rise == 0 ? EXPECTED_RISE : 0));
    if (segment.place != place + 1) {
      segments.putNumber(segment.place);
    }
    if (!complete) {
      segments.putNumber(span.snapshots() - segment.count);
      segments.putNumber(segment.firstTime - span.first());
      segments.putNumber(span.last() - segment.lastTime);
    }
    if (first != 0) {
      segments.putSigned(first);
    }
    if (rise != 0) {
      segments.putSigned(rise);
    }
    if (!segment.isRising()) {
      segments.putNumber(Math.min(segment.first, segment.last) - segment.min);
      segments.putNumber(segment.max - Math.max(segment.first, segment.last));
      segments.putNumber(segment.falls);
      segments.putNumber(segment.fallen);
    }
    pace.follow(segment);
    place = segment.place;
    empty = false;
    last = segment.last;
    lastTime = segment.lastTime;
  }

  /** Ends a number of which there is only one sample. */
  Bytes end() {
    if (!empty) {
      out.put(NONE);
      out.put(segments);
    }
    return out;
  }

  /** Ends a number, with the sample before the last. */
  Bytes end(long previousTime, long previous) {
    boolean regular = lastTime == timeline.last() && previousTime == timeline.previous();
    out.put(regular ? REGULAR : IRREGULAR);
    out.putSigned(last - previous);
    if (!regular) {
      out.putNumber(lastTime - previousTime);
    }
    out.put(segments);
    return out;
  }
}
