#!/bin/sh
# The command line of the image: fly ssh console -C "hangar doctor". It shares the Machine with the daemon, so it begins with
# less heap; later flags win.
exec /opt/jre/bin/java @/app/jvm.args -Xms8m -XX:NewSize=4m -jar /app/quarkus-run.jar "$@"
