/// One class per advice. Each looks at a [dev.hangar.survey.Survey] and answers with what it found, or with
/// nothing;
/// what
/// is not known never fires one.
@NullMarked
package dev.hangar.survey.rules;

import org.jspecify.annotations.NullMarked;
