// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

/** Reads what {@link NumberWriter} wrote, segment by segment. */
final class NumberReader {

  private final Segment segment = new Segment();
  private final Pace pace = new Pace();
  private final Timeline timeline;
  private final ByteCursor in;
  private final int before;
  private final long fromPrevious;
  private final long sincePrevious;
  private int place = -1;

  NumberReader(Timeline timeline, ByteCursor in) {
    this.timeline = timeline;
    this.in = in;
    this.before = in.hasMore() ? in.get() : NumberWriter.NONE;
    this.fromPrevious = before == NumberWriter.NONE ? 0 : in.getSigned();
    this.sincePrevious = before == NumberWriter.IRREGULAR ? in.getNumber() : 0;
  }

  boolean hasMore() {
    return in.hasMore();
  }

  /** The next segment, in an object that is used again for the one after it. */
  Segment next() {
    int flags = in.get();
    place = (flags & NumberWriter.NEXT) != 0 ? place + 1 : (int) in.getNumber();
    Timeline.Span span = timeline.segments().get(place);
    boolean complete = (flags & NumberWriter.COMPLETE) != 0;
    segment.place = place;
    segment.count = span.snapshots() - (complete ? 0 : in.getNumber());
    segment.firstTime = span.first() + (complete ? 0 : in.getNumber());
    segment.lastTime = span.last() - (complete ? 0 : in.getNumber());
    boolean expectedFirst = (flags & NumberWriter.EXPECTED_FIRST) != 0;
    boolean expectedRise = (flags & NumberWriter.EXPECTED_RISE) != 0;
    segment.first = pace.first() + (expectedFirst ? 0 : in.getSigned());
    segment.last = segment.first + pace.rise(segment.count) + (expectedRise ? 0 : in.getSigned());
    segment.min = Math.min(segment.first, segment.last);
    segment.max = Math.max(segment.first, segment.last);
    segment.falls = 0;
    segment.fallen = 0;
    if ((flags & NumberWriter.RISING) == 0) {
      segment.min -= in.getNumber();
      segment.max += in.getNumber();
      segment.falls = in.getNumber();
      segment.fallen = in.getNumber();
    }
    pace.follow(segment);
    return segment;
  }

  boolean hasPrevious() {
    return before != NumberWriter.NONE;
  }

  /** The sample before the last; to be asked for after the last segment. */
  long previous() {
    return segment.last - fromPrevious;
  }

  long previousTime() {
    return before == NumberWriter.REGULAR ? timeline.previous() : segment.lastTime - sincePrevious;
  }
}
