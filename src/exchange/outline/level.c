/* The sequence of labels: which labelled lines are headings, of which level, and which are items.
 *
 * One pass keeps the open levels, outermost first: style and last number of each. A label that is
 * the next of exactly one open level stands there. One that is the next of several (the sample's
 * 三、 after a nested 一、二、) is weighed: template, what follows, likeness to the headings of
 * each level and to the title, empty lines, indent. A first number opens a list below; whether as
 * headings or as items is judged by the whole list, for which the lines ahead are looked at. */
#include "exchange/outline/level.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "exchange/outline/line.h"
#include "exchange/outline/match.h"
#include "exchange/outline/outline.h"
#include "exchange/outline/pass.h"

#include <string.h>

enum {
    AHEAD_MOST = 2000, /* lines looked at for a decision */
    SKIP_MOST = 5,     /* numbers that may be missing in a sequence */
    SAME_STYLE_MOST = 2,
    MATCHES_MOST = 5000 /* headings compared with the template while levels are found */
};

/* The order in which styles usually stand inside one another. */
static int rank_of(enum numbering style, int digits) {
    static const int ranks[NUMBERING_COUNT] = {
        [NUMBERING_ATTACHMENT] = 1,   [NUMBERING_PART] = 2,     [NUMBERING_HAN_COMMA] = 10,
        [NUMBERING_HAN_PAREN] = 20,   [NUMBERING_ARTICLE] = 25, [NUMBERING_HAN_HALF_PAREN] = 20,
        [NUMBERING_DOT] = 30,         [NUMBERING_COMMA] = 30,   [NUMBERING_WIDE_DOT] = 30,
        [NUMBERING_DECIMAL] = 30,     [NUMBERING_PAREN] = 40,   [NUMBERING_HALF_PAREN] = 40,
        [NUMBERING_RIGHT_PAREN] = 45, [NUMBERING_CIRCLED] = 50,
    };
    bool nests = style == NUMBERING_DECIMAL || style == NUMBERING_PART;
    return ranks[style] + (nests ? digits : 0);
}

static bool is_same(const struct level *level, const struct label *label) {
    return level->style == label->style && level->digits == label->depth;
}

/* Another way to write the same rank: "(一)" for "（一）". */
static bool is_kin(const struct level *level, const struct label *label) {
    return level->style != NUMBERING_DECIMAL && label->style != NUMBERING_DECIMAL &&
           rank_of(level->style, level->digits) == rank_of(label->style, label->depth);
}

static bool is_han(enum numbering style) {
    return style == NUMBERING_PART || style == NUMBERING_HAN_COMMA ||
           style == NUMBERING_HAN_PAREN || style == NUMBERING_HAN_HALF_PAREN;
}

static bool is_open_line(const struct outline_line *line) {
    return line->role == OUTLINE_TEXT && line->labelled && !line->mention;
}

static struct span heading_of(const struct outline_line *line) {
    return span_sub(line->rest, 0, line->phrase);
}

/* The lowest level (index) that this line may stand on: not the top where the layout says so. */
static size_t lowest(const struct pass *pass, const struct outline_line *line) {
    return pass->outline->own && line->block->style_level != 1 ? 1 : 0;
}

/* --- the whole list --- */

struct list {
    size_t members, blocks, ended, runs, long_runs, sentences;
    size_t with_text; /* members that text or a deeper list follows */
    size_t ended_with_text;
};

static bool continues_level(const struct pass *pass, const struct label *label) {
    for (size_t i = 0; i < pass->depth; i++)
        if (is_same(&pass->levels[i], label) && pass->levels[i].last + 1 == label->n)
            return true;
    return false;
}

static void count_member(struct list *list, const struct outline_line *line) {
    list->members++;
    list->blocks += line->shape == SHAPE_BLOCK || line->shape == SHAPE_NONE;
    list->ended += line->shape == SHAPE_ENDED;
    list->runs += line->shape == SHAPE_RUN_IN;
    list->long_runs += line->shape == SHAPE_LONG_RUN;
    list->sentences += line->shape == SHAPE_SENTENCE;
}

static bool has_words(struct span text) {
    while (text.n > 0)
        if (char_is_han(utf8_take(&text)))
            return true;
    return false;
}

/* The list that line `first` begins, up to a label that does not belong to it. */
static struct list look_at_list(const struct pass *pass, size_t first) {
    const struct outline *outline = pass->outline;
    const struct outline_line *member = &outline->lines[first];
    const struct label *label = &member->label;
    struct list list = {0};
    bool followed = false;
    unsigned last = label->n;
    count_member(&list, member);
    for (size_t i = first + 1; i < outline->count && i - first < AHEAD_MOST; i++) {
        const struct outline_line *line = &outline->lines[i];
        if (line->role == OUTLINE_JOINED || line->note != NOTE_NONE)
            continue;
        if (line->role != OUTLINE_TEXT || line->attachment ||
            (outline->own && line->block->style_level == 1))
            break;
        bool same = line->labelled && line->label.style == label->style &&
                    line->label.depth == label->depth;
        if (same && line->label.n == last + 1) {
            last++;
            member = line;
            followed = false;
            count_member(&list, line);
            continue;
        }
        if (same || (line->labelled && continues_level(pass, &line->label)))
            break;
        if (!followed && has_words(line->text)) { /* no cell of a fallen table: "0", "108.70%" */
            list.with_text++;
            list.ended_with_text += member->shape == SHAPE_ENDED;
        }
        followed = true;
    }
    return list;
}

/* Problems and measures are lists of items, even where each begins with a phrase of its own,
 * "1、预算编制粗。全年追加五次。", but in a file that has such headings elsewhere too. */
static bool is_about_items(const struct pass *pass, enum numbering style) {
    static const char *const words[] = {"问题", "不足", "措施", "建议", "意见"};
    if (pass->depth == 0 || pass->runs_in[style])
        return false;
    const struct level *level = &pass->levels[pass->depth - 1];
    size_t last = level->heads[(level->head_count - 1) % LEVEL_HEADS];
    struct span heading = heading_of(&pass->outline->lines[last]);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_find(heading, span_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}

/* Headings, or items of the section they stand in? */
static bool is_list_of_headings(const struct pass *pass, size_t first) {
    const struct outline_line *line = &pass->outline->lines[first];
    enum numbering style = line->label.style;
    const struct template_section *above = pass_match(pass, pass->depth);
    if (style == NUMBERING_PART || style == NUMBERING_DECIMAL)
        return true;
    bool items = above != NULL && above->kind == KIND_ITEMS && above->section_count == 0 &&
                 !pass->runs_in[style]; /* else the file itself says what such labels are */
    struct list list = look_at_list(pass, first);
    if (items && !is_han(style))
        return list.members > 1 && list.blocks + list.ended == list.members &&
               list.with_text == list.members; /* phrases with paragraphs between them */
    int percent = 0;
    if (above != NULL && outline_best_match(above, heading_of(line), &percent) != NULL)
        return true;
    if (is_han(style)) {
        size_t plain = list.sentences + list.ended - list.ended_with_text;
        if (style == NUMBERING_HAN_COMMA && !items)
            return list.sentences < list.members || list.members == 1;
        return plain * 2 <= list.members;
    }
    bool all_have_text = list.ended > 0 && list.ended_with_text == list.members;
    if (list.blocks == 0 && !all_have_text && is_about_items(pass, style))
        return false;
    size_t good = list.blocks + list.runs + list.ended_with_text;
    return good * 5 >= list.members * 4 && (list.with_text + list.runs) * 2 > list.members;
}

/* --- levels --- */

static void accept(struct pass *pass, size_t at, size_t level, const struct label *label) {
    struct outline_line *line = &pass->outline->lines[at];
    struct level *open = &pass->levels[level];
    bool continued = level < pass->depth && (is_same(open, label) || is_kin(open, label));
    if (!continued)
        *open = (struct level){.style = label->style, .digits = label->depth};
    open->last = label->n;
    open->style_level = line->block->style_level;
    open->heads[open->head_count++ % LEVEL_HEADS] = at;
    open->match = NULL;
    if (pass->outline->template != NULL && pass->compared++ < MATCHES_MOST) {
        int percent = 0;
        const struct template_section *above = pass_match(pass, level);
        if (above != NULL)
            open->match = outline_best_match(above, heading_of(line), &percent);
    }
    pass->depth = level + 1;
    pass->runs_in[label->style] |= line->shape == SHAPE_RUN_IN;
    pass->items = (struct run){0};
    pass->plain = (struct run){0};
    line->role = OUTLINE_HEADING;
    line->level = (int)level + 1;
}

/* How often the number stands ahead before its list begins anew. */
static size_t count_ahead(const struct pass *pass, size_t at, const struct label *label,
                          unsigned n) {
    const struct outline *outline = pass->outline;
    size_t found = 0;
    for (size_t i = at + 1; i < outline->count && i - at < AHEAD_MOST; i++) {
        const struct outline_line *line = &outline->lines[i];
        if (!is_open_line(line) || line->label.style != label->style)
            continue;
        if (line->label.n == 1)
            break;
        found += line->label.n == n;
    }
    return found;
}

/* --- one label that may stand on several levels --- */

enum {
    WEIGHT_AHEAD = 400,
    WEIGHT_OUTER = 50,
    WEIGHT_TITLE = 150,
    WEIGHT_BLANK = 60,
    WEIGHT_INDENT = 50,
    WEIGHT_SHAPE = 60,
    WEIGHT_STYLE = 2000,
    TITLE_SHARED_LEAST = 4
};

/* The longest run of characters that the heading shares with the title, in points. */
static size_t shared_with_title(const struct outline *outline, struct span heading) {
    size_t best = 0;
    while (heading.n > 0) {
        size_t points = 0;
        struct span rest = heading;
        for (size_t end = 0; rest.n > 0;) {
            (void)utf8_take(&rest);
            end = heading.n - rest.n;
            if (span_find(str_span(&outline->title), span_sub(heading, 0, end)) == SIZE_MAX)
                break;
            points++;
        }
        best = points > best ? points : best;
        (void)utf8_take(&heading);
    }
    return best;
}

static int weigh(const struct pass *pass, size_t at, size_t index) {
    const struct outline *outline = pass->outline;
    const struct outline_line *line = &outline->lines[at];
    const struct level *level = &pass->levels[index];
    int weight = 0, alike = 0;
    size_t heads = level->head_count < LEVEL_HEADS ? level->head_count : LEVEL_HEADS;
    for (size_t i = 0; i < heads; i++) {
        const struct outline_line *head = &outline->lines[level->heads[i]];
        int percent = outline_similarity(heading_of(head), heading_of(line));
        alike = percent > alike ? percent : alike;
        bool blank = head->block->blank_before > 0;
        weight += (blank == (line->block->blank_before > 0) ? WEIGHT_BLANK : 0) / (int)heads;
        weight += (head->shape == line->shape ? WEIGHT_SHAPE : 0) / (int)heads;
        weight += (head->block->indent == line->block->indent ? WEIGHT_INDENT : 0) / (int)heads;
    }
    weight += 4 * alike;
    if (line->block->style_level > 0 && line->block->style_level == level->style_level)
        weight += WEIGHT_STYLE;
    const struct template_section *above = pass_match(pass, index);
    int percent = 0;
    if (above != NULL && outline_best_match(above, heading_of(line), &percent) != NULL)
        weight += 10 * percent;
    if (index == 0 && shared_with_title(outline, heading_of(line)) >= TITLE_SHARED_LEAST)
        weight += WEIGHT_TITLE;
    return weight;
}

/* The level that the label is the next of; SIZE_MAX if there is none. */
static size_t find_next(const struct pass *pass, size_t at, size_t least) {
    const struct label *label = &pass->outline->lines[at].label;
    size_t best = SIZE_MAX, count = 0;
    for (size_t i = least; i < pass->depth; i++)
        if (is_same(&pass->levels[i], label) && pass->levels[i].last + 1 == label->n) {
            best = i;
            count++;
        }
    if (count < 2)
        return best;
    /* the inner list goes on where the outer one has its own such number later */
    bool again = count_ahead(pass, at, label, label->n) > 0;
    int most = INT32_MIN;
    size_t inner = best;
    for (size_t i = least; i < pass->depth; i++) {
        if (!is_same(&pass->levels[i], label) || pass->levels[i].last + 1 != label->n)
            continue;
        int weight = weigh(pass, at, i);
        if (again && i == inner)
            weight += WEIGHT_AHEAD;
        if (!again && i != inner)
            weight += WEIGHT_OUTER;
        if (weight > most) {
            most = weight;
            best = i;
        }
    }
    return best;
}

/* The level of which the label is a slip: a number twice, left out, or in another style. */
static size_t find_slip(const struct pass *pass, const struct label *label, size_t least) {
    for (size_t i = pass->depth; i-- > least;)
        if (is_kin(&pass->levels[i], label) && !is_same(&pass->levels[i], label) &&
            pass->levels[i].last + 1 == label->n)
            return i;
    for (size_t i = pass->depth; i-- > least;)
        if (is_same(&pass->levels[i], label) && label->n <= pass->levels[i].last + SKIP_MOST &&
            label->n + (is_han(label->style) ? SKIP_MOST : 0) >= pass->levels[i].last)
            return i;
    return SIZE_MAX;
}

/* Does the list of an open level go on further down, past the list that opens here? */
static bool goes_on(const struct pass *pass, size_t at, const struct level *level) {
    struct label next = {.style = level->style, .depth = level->digits};
    return count_ahead(pass, at, &next, level->last + 1) > 0;
}

/* On top, articles stand for chapters; below chapters, for what "一、" is elsewhere. */
static int rank_at(const struct pass *pass, size_t level) {
    const struct level *open = &pass->levels[level];
    if (open->style != NUMBERING_ARTICLE)
        return rank_of(open->style, open->digits);
    if (level == 0)
        return rank_of(NUMBERING_PART, 1);
    bool in_chapter = pass->levels[level - 1].style == NUMBERING_PART;
    return rank_of(in_chapter ? NUMBERING_HAN_COMMA : NUMBERING_ARTICLE, 1);
}

/* Where a list that begins anew opens: below the innermost heading of a higher rank, or of any
 * whose own list goes on behind it ("第一条" over "（一）"). */
static size_t find_parent(const struct pass *pass, size_t at, size_t least) {
    const struct label *label = &pass->outline->lines[at].label;
    size_t level = pass->depth, same = 0;
    while (level > least && !is_same(&pass->levels[level - 1], label) &&
           rank_at(pass, level - 1) > rank_of(label->style, label->depth) &&
           !goes_on(pass, at, &pass->levels[level - 1]))
        level--;
    if (level > 0 && is_kin(&pass->levels[level - 1], label) &&
        !is_same(&pass->levels[level - 1], label) && level > least)
        level--; /* a list of the same rank in another style stands beside, not below */
    for (size_t i = 0; i < level; i++)
        same += is_same(&pass->levels[i], label);
    return same >= SAME_STYLE_MOST || level >= OUTLINE_DEPTH_MOST ? SIZE_MAX : level;
}

/* Is a first number that follows the first number of the same list a slip, and no list inside? */
static bool is_repeated_first(const struct pass *pass, size_t at, size_t level) {
    const struct label *label = &pass->outline->lines[at].label;
    if (level == 0 || !is_same(&pass->levels[level - 1], label) ||
        pass->levels[level - 1].last != 1 || (pass->outline->own && level == 1))
        return false;
    return count_ahead(pass, at, label, 2) < 2;
}

/* --- items --- */

static bool continues_run(const struct run *run, const struct label *label) {
    return run->open && run->style == label->style && run->last + 1 == label->n;
}

/* A slip within a list of items: a number twice or left out. */
static bool slips_in_run(const struct run *run, const struct label *label) {
    return run->open && run->style == label->style && label->n > 1 && label->n <= run->last + 3 &&
           label->n + 1 >= run->last;
}

static void take_item(struct pass *pass, struct outline_line *line) {
    const struct label *label = &line->label;
    if (line->shape == SHAPE_NONE) { /* an item without a text prints no label */
        pass->plain = (struct run){true, label->style, label->n};
        return;
    }
    if (pass->items.open && (label->n == 1 || pass->items.style != label->style)) {
        pass->plain = (struct run){true, label->style, label->n}; /* a second list: text */
        return;
    }
    pass->items = (struct run){true, label->style, label->n};
    line->role = OUTLINE_ITEM;
}

/* --- the pass --- */

static void open_list(struct pass *pass, size_t at, size_t least) {
    struct outline_line *line = &pass->outline->lines[at];
    struct label label = line->label;
    size_t level = find_parent(pass, at, least);
    if (level == SIZE_MAX || is_repeated_first(pass, at, level)) {
        level = find_slip(pass, &label, least);
        if (level != SIZE_MAX)
            accept(pass, at, level, &label);
        return;
    }
    if (level < least)
        return;
    if (label.n > 1 && !is_han(label.style)) {
        size_t members = look_at_list(pass, at).members;
        if (members < 2)
            return;
    }
    if (is_list_of_headings(pass, at) &&
        (label.n == 1 || line->shape != SHAPE_SENTENCE || is_han(label.style)))
        accept(pass, at, level, &label);
    else if (label.n == 1 || is_han(label.style))
        take_item(pass, line);
}

/* Is there another line that lost such a number? One alone proves nothing. */
static bool has_lost_kin(const struct pass *pass, size_t at) {
    const struct outline *outline = pass->outline;
    for (size_t i = 0; i < outline->count; i++)
        if (i != at && outline->lines[i].labelled && outline->lines[i].lost &&
            outline->lines[i].label.style == outline->lines[at].label.style)
            return true;
    return false;
}

/* A heading whose number was lost stands where the next of its style would. */
static void take_lost(struct pass *pass, size_t at) {
    struct outline_line *line = &pass->outline->lines[at];
    struct label label = line->label;
    size_t level = SIZE_MAX;
    for (size_t i = pass->depth; i-- > 0 && level == SIZE_MAX;)
        if (is_same(&pass->levels[i], &label))
            level = i;
    if (level == SIZE_MAX && has_lost_kin(pass, at))
        level = find_parent(pass, at, 0);
    if (level == SIZE_MAX) {
        line->note = NOTE_LOST;
        return;
    }
    label.n = level < pass->depth ? pass->levels[level].last + 1 : 1;
    accept(pass, at, level, &label);
}

static void take_labelled(struct pass *pass, size_t at) {
    struct outline_line *line = &pass->outline->lines[at];
    struct label label = line->label;
    size_t least = lowest(pass, line);
    if (line->lost) {
        take_lost(pass, at);
        return;
    }
    if (line->attachment || (pass->outline->own && line->block->style_level == 1)) {
        accept(pass, at, 0, &label);
        return;
    }
    if (pass->outline->own && pass->depth == 0) {
        take_item(pass, line);
        return;
    }
    size_t next = find_next(pass, at, least);
    if (continues_run(&pass->items, &label) && (next == SIZE_MAX || !is_han(label.style))) {
        take_item(pass, line);
        return;
    }
    if (next != SIZE_MAX) {
        accept(pass, at, next, &label);
        return;
    }
    if (continues_run(&pass->plain, &label)) {
        pass->plain.last++;
        return;
    }
    if (slips_in_run(&pass->items, &label)) {
        take_item(pass, line);
        return;
    }
    size_t slip = label.n > 1 ? find_slip(pass, &label, least) : SIZE_MAX;
    if (slip != SIZE_MAX && line->shape != SHAPE_SENTENCE)
        accept(pass, at, slip, &label);
    else
        open_list(pass, at, least);
    if (line->role == OUTLINE_TEXT && is_han(label.style) && label.n > 1 && !pass->plain.open)
        line->note = NOTE_LABEL;
}

/* Below the innermost heading of a higher style; headings without a style stand above by the rank
 * of their labels. */
static size_t find_styled(const struct pass *pass, const struct outline_line *line,
                          const struct label *label) {
    size_t level = 0;
    for (; level < pass->depth; level++) {
        const struct level *open = &pass->levels[level];
        bool higher = open->style_level > 0 ? open->style_level < line->block->style_level
                                            : line->labelled && !is_same(open, label) &&
                                                  rank_of(open->style, open->digits) <
                                                      rank_of(label->style, label->depth);
        if (!higher)
            break;
    }
    return level;
}

/* Where a list of one style stands in another of the same, labels tell them apart. */
static void take_styled(struct pass *pass, size_t at) {
    const struct outline_line *line = &pass->outline->lines[at];
    struct label label = line->label;
    if (!line->labelled)
        label = (struct label){.style = NUMBERING_NONE, .depth = 1};
    size_t level = find_styled(pass, line, &label);
    size_t next = line->labelled ? find_next(pass, at, level) : SIZE_MAX;
    if (next != SIZE_MAX && pass->levels[next].style_level == line->block->style_level) {
        level = next;
    } else if (line->labelled && label.n == 1 && level < pass->depth &&
               is_same(&pass->levels[level], &label)) {
        size_t inner = find_parent(pass, at, level);
        level = inner == SIZE_MAX || is_repeated_first(pass, at, inner) ? level : inner;
    }
    if (level < OUTLINE_DEPTH_MOST)
        accept(pass, at, level, &label);
}

/* A heading whose number is gone without a trace: the template has it, word for word, where it
 * stands. */
static void take_unlabelled(struct pass *pass, size_t at) {
    struct outline_line *line = &pass->outline->lines[at];
    const struct label none = {.style = NUMBERING_NONE, .depth = 1};
    outline_read_unlabelled(line);
    if (line->shape == SHAPE_SENTENCE || line->shape == SHAPE_LONG_RUN ||
        pass->compared++ >= MATCHES_MOST)
        return;
    for (size_t level = pass->depth + 1; level-- > 0;) {
        const struct template_section *above = pass_match(pass, level);
        int percent = 0;
        if (above == NULL || level >= OUTLINE_DEPTH_MOST ||
            outline_best_match(above, heading_of(line), &percent) == NULL || percent < 100)
            continue;
        accept(pass, at, level, &none);
        return;
    }
}

static bool is_unlabelled_text(const struct outline *outline, const struct outline_line *line) {
    return outline->template != NULL && outline->kind == SOURCE_LINES && !line->labelled &&
           line->role == OUTLINE_TEXT && line->note == NOTE_NONE &&
           line->block->kind == BLOCK_PARAGRAPH;
}

static bool is_styled_heading(const struct outline *outline, const struct outline_line *line) {
    return outline->kind == SOURCE_STYLED && line->block->style_level > 0 &&
           line->role == OUTLINE_TEXT && line->note == NOTE_NONE && !line->attachment &&
           line->shape != SHAPE_SENTENCE && line->shape != SHAPE_LONG_RUN;
}

void outline_find_levels(struct outline *outline) {
    struct pass pass = {.outline = outline};
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_line *line = &outline->lines[i];
        if (is_styled_heading(outline, line)) {
            take_styled(&pass, i);
        } else if (is_open_line(line)) {
            take_labelled(&pass, i);
        } else if (outline->own && line->role == OUTLINE_TEXT && line->block->style_level == 1) {
            struct label none = {.style = NUMBERING_NONE, .depth = 1};
            accept(&pass, i, 0, &none);
        } else if (is_unlabelled_text(outline, line)) {
            take_unlabelled(&pass, i);
        }
    }
}
