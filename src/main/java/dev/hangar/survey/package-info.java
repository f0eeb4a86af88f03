/// What a report tells beyond the plan: the bill by app, fleet, region and kind, advice with dollars or the risk
/// of an
/// outage, and how sure all of it is. Pure: everything comes in through [dev.hangar.survey.Survey].
///
/// Must not: read a clock, log, do I/O, or decide anything that is carried out.
@NullMarked
package dev.hangar.survey;

import org.jspecify.annotations.NullMarked;
