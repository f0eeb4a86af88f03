package dev.hangar.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hangar.model.AppName;
import dev.hangar.model.Machine;
import java.util.List;

/// Remembers how the newest listing of each app was read, word by word: most listings are those of the pass before, and
/// reading them anew was the largest part of an idle daemon's work. A listing that differs in one character is read.
///
/// Bounded: bodies take at most a twentieth of the heap together; apps beyond that are read each time.
final class ListingMemo {
    private static final long SHARE_OF_HEAP = 20;

    private record Known(String body, List<Machine> machines) {}

    private final Cache<AppName, Known> newest = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)
            .weigher((AppName app, Known known) -> known.body().length())
            .executor(Runnable::run)
            .build();

    BodyReader<List<Machine>> reader(AppName app) {
        return new BodyReader<>() {
            @Override
            public List<Machine> read(JsonNode body) throws UnreadableException {
                return MachineReader.machines(app, body);
            }

            @Override
            public List<Machine> readText(String body) throws UnreadableException {
                Known known = newest.getIfPresent(app);
                if (known != null && known.body().equals(body)) {
                    return known.machines();
                }
                List<Machine> machines = read(Json.parse(body));
                newest.put(app, new Known(body, machines));
                return machines;
            }
        };
    }
}
