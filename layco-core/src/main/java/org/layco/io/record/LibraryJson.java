package org.layco.io.record;

import java.util.ArrayList;
import java.util.List;
import org.layco.hardware.Style;
import org.layco.io.yaml.HardwareLibrary;

/** What the hardware library holds, as JSON; nothing reads it back. */
public final class LibraryJson {
    private LibraryJson() {}

    private record Row(String what, String name, List<String> aliases, String title) {}

    /** An array of rows, accelerators first. */
    public static String toJson(HardwareLibrary library) {
        List<Row> rows = new ArrayList<>();
        for (String name : library.acceleratorNames()) {
            var design = library.accelerator(name, Style.CASCADE);
            rows.add(new Row("accelerator", name, design.aliases(), design.title()));
        }
        library.cells().forEach(cell -> rows.add(new Row("cell", cell.name(), cell.aliases(), cell.title())));
        return RecordJson.write(rows);
    }
}
