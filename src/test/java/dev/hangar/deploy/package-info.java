/// What is below `deploy/` for running on Fly agrees with the code, with itself and with the guide.
@NullMarked
package dev.hangar.deploy;

import org.jspecify.annotations.NullMarked;
