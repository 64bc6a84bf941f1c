#include "tests/support/picture.h"

#include <string.h>

enum { CELL_WIDTH = 9, CELL_HEIGHT = 20, BASELINE = 15, MARGIN = 8 };

static const char *const colours[] = {
    [COLOUR_BLACK] = "#1e1e1e",  [COLOUR_RED] = "#f14c4c",  [COLOUR_GREEN] = "#5fd17a",
    [COLOUR_YELLOW] = "#e5c07b", [COLOUR_BLUE] = "#61afef", [COLOUR_MAGENTA] = "#c678dd",
    [COLOUR_CYAN] = "#56c8d8",   [COLOUR_WHITE] = "#e6e6e6"};
static const char ground[] = "#1e1e1e", ink[] = "#e6e6e6", dim[] = "#9a9a9a";

static void add_escaped(struct str *out, struct span text) {
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '<')
            str_add_text(out, "&lt;");
        else if (text.p[i] == '>')
            str_add_text(out, "&gt;");
        else if (text.p[i] == '&')
            str_add_text(out, "&amp;");
        else
            str_add_byte(out, text.p[i]);
}

static void add_rect(struct str *out, int row, int col, int cols, const char *fill) {
    str_add_format(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
                   MARGIN + col * CELL_WIDTH, MARGIN + row * CELL_HEIGHT, cols * CELL_WIDTH,
                   CELL_HEIGHT, fill);
}

/* One run of cells of the same face: its ground, then its text over exactly its cells. */
static void add_run(struct str *out, int row, int col, int cols, enum face face, struct span text) {
    struct look look = theme_look(face, THEME_DARK, 8);
    bool reverse = (look.attributes & LOOK_REVERSE) != 0;
    const char *fill = look.fg != COLOUR_DEFAULT           ? colours[look.fg]
                       : (look.attributes & LOOK_DIM) != 0 ? dim
                                                           : ink;
    if (reverse)
        add_rect(out, row, col, cols, ink);
    if (span_trim_space(text).n == 0)
        return;
    str_add_format(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"%s\"%s%s>",
                   MARGIN + col * CELL_WIDTH, MARGIN + row * CELL_HEIGHT + BASELINE,
                   cols * CELL_WIDTH, reverse ? ground : fill,
                   (look.attributes & LOOK_BOLD) != 0 ? " font-weight=\"bold\"" : "",
                   (look.attributes & LOOK_UNDERLINE) != 0 ? " text-decoration=\"underline\"" : "");
    add_escaped(out, text);
    str_add_text(out, "</text>\n");
}

static void add_line(struct str *out, int row, int col, enum border border) {
    int x = MARGIN + col * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT;
    bool across = border != BORDER_VLINE, down = border != BORDER_HLINE;
    bool left =
        border != BORDER_TOP_LEFT && border != BORDER_BOTTOM_LEFT && border != BORDER_TEE_LEFT;
    bool right =
        border != BORDER_TOP_RIGHT && border != BORDER_BOTTOM_RIGHT && border != BORDER_TEE_RIGHT;
    bool up = border != BORDER_TOP_LEFT && border != BORDER_TOP_RIGHT && border != BORDER_TEE_TOP;
    bool below = border != BORDER_BOTTOM_LEFT && border != BORDER_BOTTOM_RIGHT &&
                 border != BORDER_TEE_BOTTOM;
    int middle_x = x + CELL_WIDTH / 2, middle_y = y + CELL_HEIGHT / 2;
    if (across)
        str_add_format(out, "<path d=\"M%d %dH%d\"/>\n", left ? x : middle_x, middle_y,
                       right ? x + CELL_WIDTH : middle_x);
    if (down)
        str_add_format(out, "<path d=\"M%d %dV%d\"/>\n", middle_x, up ? y : middle_y,
                       below ? y + CELL_HEIGHT : middle_y);
}

static void add_row(struct str *out, const struct canvas *canvas, int row) {
    struct str text = STR_INIT;
    int start = 0, cols = canvas_cols(canvas);
    for (int col = 0; col <= cols; col++) {
        const struct cell *cell = col < cols ? canvas_cell(canvas, row, col) : NULL;
        const struct cell *first = canvas_cell(canvas, row, start);
        bool ends = cell == NULL || cell->border != BORDER_NONE ||
                    (cell->width != 0 && cell->face != first->face);
        if (ends && col > start && first->border == BORDER_NONE)
            add_run(out, row, start, col - start, (enum face)first->face, str_span(&text));
        if (ends) {
            str_clear(&text);
            start = col;
        }
        if (cell != NULL && cell->border != BORDER_NONE) {
            add_line(out, row, col, (enum border)cell->border);
            start = col + 1 < cols ? col + 1 : col;
        } else if (cell != NULL) {
            str_add(&text, (struct span){cell->text, cell->n});
        }
    }
    str_release(&text);
}

void picture_add_canvas(struct str *out, const struct canvas *canvas) {
    int rows = canvas_rows(canvas), cols = canvas_cols(canvas), row, col;
    int width = cols * CELL_WIDTH + 2 * MARGIN, height = rows * CELL_HEIGHT + 2 * MARGIN;
    str_add_format(out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                   "font-family=\"'Noto Sans Mono CJK SC','Sarasa Mono SC','WenQuanYi Micro Hei "
                   "Mono',SimSun,monospace\" font-size=\"16\" xml:space=\"preserve\">\n",
                   width, height);
    str_add_format(out, "<rect width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"/>\n", width, height,
                   ground);
    str_add_format(out, "<style>path{stroke:%s;fill:none}</style>\n", dim);
    for (int i = 0; i < rows; i++)
        add_row(out, canvas, i);
    if (canvas_cursor(canvas, &row, &col))
        str_add_format(out, "<rect x=\"%d\" y=\"%d\" width=\"2\" height=\"%d\" fill=\"%s\"/>\n",
                       MARGIN + col * CELL_WIDTH, MARGIN + row * CELL_HEIGHT + 2, CELL_HEIGHT - 4,
                       colours[COLOUR_YELLOW]);
    str_add_text(out, "</svg>\n");
}
