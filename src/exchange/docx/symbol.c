/* Symbol, Wingdings and their kin number their signs by themselves, in the private area. */
#include "exchange/docx/symbol.h"

#include "base/text/utf8.h"

#include <string.h>
#include <strings.h>

struct symbol {
    uint8_t code;
    char32_t plain;
};

static const struct symbol wingdings[] = {
    {0x52, U'☑'}, {0x6C, U'●'}, {0x6D, U'❍'}, {0x6E, U'■'}, {0x6F, U'□'}, {0x70, U'□'},
    {0x71, U'❑'}, {0x72, U'❒'}, {0x74, U'◆'}, {0x75, U'◆'}, {0x76, U'❖'}, {0x77, U'◆'},
    {0x81, U'①'}, {0x82, U'②'}, {0x83, U'③'}, {0x84, U'④'}, {0x85, U'⑤'}, {0x86, U'⑥'},
    {0x87, U'⑦'}, {0x88, U'⑧'}, {0x89, U'⑨'}, {0x8A, U'⑩'}, {0x9F, U'•'}, {0xA1, U'○'},
    {0xA7, U'▪'}, {0xA8, U'□'}, {0xAB, U'★'}, {0xD8, U'➢'}, {0xDF, U'←'}, {0xE0, U'→'},
    {0xE1, U'↑'}, {0xE2, U'↓'}, {0xE8, U'➔'}, {0xFB, U'✗'}, {0xFC, U'✓'}, {0xFD, U'☒'},
    {0xFE, U'☑'}};
static const struct symbol wingdings_2[] = {{0x4F, U'✗'}, {0x50, U'✓'}, {0x51, U'☒'},
                                            {0x52, U'☑'}, {0x53, U'☒'}, {0x54, U'☒'},
                                            {0x98, U'●'}, {0xA2, U'■'}, {0xA3, U'□'}};
static const struct symbol symbol[] = {
    {0x61, U'α'}, {0x62, U'β'}, {0x64, U'δ'}, {0x65, U'ε'}, {0x67, U'γ'}, {0x6C, U'λ'},
    {0x6D, U'μ'}, {0x70, U'π'}, {0x73, U'σ'}, {0x77, U'ω'}, {0xA3, U'≤'}, {0xA5, U'∞'},
    {0xB0, U'°'}, {0xB1, U'±'}, {0xB2, U'″'}, {0xB3, U'≥'}, {0xB4, U'×'}, {0xB7, U'•'},
    {0xB8, U'÷'}, {0xB9, U'≠'}, {0xBB, U'≈'}, {0xBC, U'…'}, {0xA2, U'′'}, {0xAC, U'←'},
    {0xAD, U'↑'}, {0xAE, U'→'}, {0xAF, U'↓'}, {0xD6, U'√'}, {0xD7, U'·'}, {0xE5, U'∑'},
    {0xF2, U'∫'}};

static const struct {
    const char *name;
    const struct symbol *symbols;
    size_t count;
} fonts[] = {{"Wingdings", wingdings, ARRAY_LEN(wingdings)},
             {"Wingdings 2", wingdings_2, ARRAY_LEN(wingdings_2)},
             {"Symbol", symbol, ARRAY_LEN(symbol)}};

static bool is_private(uint32_t code) {
    return code >= 0xF000 && code <= 0xF0FF;
}

int docx_symbol_font(struct span name) {
    for (size_t i = 0; i < ARRAY_LEN(fonts); i++)
        if (name.n == strlen(fonts[i].name) && strncasecmp(name.p, fonts[i].name, name.n) == 0)
            return (int)i + 1;
    return 0;
}

static char32_t find_symbol(int font, uint32_t code) {
    for (size_t k = 0; font > 0 && k < fonts[font - 1].count; k++)
        if (fonts[font - 1].symbols[k].code == (code & 0xFF) && (is_private(code) || code < 0x100))
            return fonts[font - 1].symbols[k].plain;
    return 0;
}

char32_t docx_symbol(struct span font, uint32_t code) {
    int known = docx_symbol_font(font);
    if (known > 0)
        return find_symbol(known, code);
    bool scalar = code >= 0x20 && code < 0x110000 && !(code >= 0xD800 && code <= 0xF8FF);
    return scalar ? (char32_t)code : 0;
}

/* Where the font is not known a private one is most often of Wingdings, else of Symbol. */
static char32_t guess_symbol(uint32_t code) {
    char32_t plain = 0;
    for (int font = 1; is_private(code) && plain == 0 && font <= (int)ARRAY_LEN(fonts); font++)
        plain = find_symbol(font, code);
    return plain;
}

void docx_symbol_add_text(struct str *out, int font, struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        char32_t plain = font > 0 ? find_symbol(font, c) : guess_symbol(c);
        str_add_char(out, plain != 0 ? plain : c);
    }
}

uint32_t docx_symbol_code(struct span digits) {
    uint32_t code = 0;
    for (size_t i = 0; i < digits.n && i < 6; i++) {
        const char *hex = "0123456789ABCDEF0123456789abcdef";
        const char *found = strchr(hex, digits.p[i]);
        code = code * 16 + (found == NULL ? 0 : (uint32_t)(found - hex) % 16);
    }
    return code;
}
