#include "tests/support/word_schema.h"

#include "base/mem.h"
#include "tests/support/archive.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* --- order --- */

/* The elements of each kind in their order, a blank between; '*': any number of those may follow
 * each other. Where a kind stands for several (a paragraph's content) it is not listed. */
static const struct {
    const char *parent, *children;
} orders[] = {
    {"document", "background body"},
    {"pPr", "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
            "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
            "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
            "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
            "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"},
    {"rPr", "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike "
            "outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w "
            "kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
            "eastAsianLayout specVanish oMath rPrChange"},
    {"sectPr", "*headerReference *footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
               "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg "
               "textDirection bidi rtlGutter docGrid printerSettings sectPrChange"},
    {"tbl", "*bookmarkStart *bookmarkEnd tblPr tblGrid *tr"},
    {"tblPr", "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
              "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
              "tblDescription tblPrChange"},
    {"tblGrid", "*gridCol tblGridChange"},
    {"tblBorders", "top left start bottom right end insideH insideV"},
    {"tblCellMar", "top left start bottom right end"},
    {"tr", "tblPrEx trPr *tc"},
    {"tcPr", "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
             "tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange"},
    {"styles", "docDefaults latentStyles *style"},
    {"docDefaults", "rPrDefault pPrDefault"},
    {"style", "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
              "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr "
              "tblPr trPr tcPr *tblStylePr"},
    {"settings",
     "writeProtection view zoom removePersonalInformation removeDateAndTime "
     "doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
     "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
     "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
     "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
     "hideGrammaticalErrors *activeWritingStyle proofState formsDesign attachedTemplate "
     "linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView "
     "trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
     "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit "
     "hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle "
     "defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting "
     "bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing "
     "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
     "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin "
     "doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne "
     "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture "
     "doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
     "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt "
     "showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr "
     "compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
     "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions "
     "readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags "
     "decimalSymbol listSeparator"},
    {"compat",
     "useSingleBorderforContiguousCells wpJustification noTabHangInd noLeading spaceForUL "
     "noColumnBalance balanceSingleByteDoubleByteWidth noExtraLineSpacing "
     "doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn spacingInWholePoints "
     "lineWrapLikeWord6 printBodyTextBeforeHeader printColBlack wpSpaceWidth showBreaksInFrames "
     "subFontBySize suppressBottomSpacing suppressTopSpacing suppressSpacingAtTopOfPage "
     "suppressTopSpacingWP suppressSpBfAfterPgBrk swapBordersFacingPages convMailMergeEsc "
     "truncateFontHeightsLikeWP6 mwSmallCaps usePrinterMetrics doNotSuppressParagraphBorders "
     "wrapTrailSpaces footnoteLayoutLikeWW8 shapeLayoutLikeWW8 alignTablesRowByRow "
     "forgetLastTabAlignment adjustLineHeightInTable autoSpaceLikeWord95 "
     "noSpaceRaiseLower doNotUseHTMLParagraphAutoSpacing layoutRawTableWidth "
     "layoutTableRowsApart useWord97LineBreakRules doNotBreakWrappedTables "
     "doNotSnapToGridInCell selectFldWithFirstOrLastChar applyBreakingRules "
     "doNotWrapTextWithPunct doNotUseEastAsianBreakRules useWord2002TableStyleRules growAutofit "
     "useFELayout useNormalStyleForList doNotUseIndentAsNumberingTabStop "
     "useAltKinsokuLineBreakRules allowSpaceOfSameStyleInTable doNotSuppressIndentation "
     "doNotAutofitConstrainedTables autofitToFirstFixedWidthCell underlineTabInNumList "
     "displayHangulFixedWidth splitPgBreakAndParaMark doNotVertAlignCellWithSp "
     "doNotBreakConstrainedForcedTable doNotVertAlignInTxbx useAnsiKerningPairs "
     "cachedColBalance *compatSetting"},
};

static bool take_word(struct span *words, struct span *word, bool *many) {
    *words = span_trim_start(*words);
    *many = span_take_prefix(words, SPAN("*"));
    size_t end = span_find(*words, SPAN(" "));
    *word = span_sub(*words, 0, end);
    *words = span_sub(*words, word->n, words->n);
    return word->n > 0;
}

static void assert_order(const xmlNode *parent, const char *children, const char *part) {
    struct span words = span_of(children), word = SPAN("");
    bool many = false, used = true;
    for (const xmlNode *at = parent->children; at != NULL; at = at->next) {
        if (at->type != XML_ELEMENT_NODE)
            continue;
        bool found = many && span_is(word, (const char *)at->name);
        used = used && !found;
        while (!found && take_word(&words, &word, &many))
            found = span_is(word, (const char *)at->name);
        if (!found)
            fail_msg("%s: <%s> is out of order in <%s>", part, (const char *)at->name,
                     (const char *)parent->name);
    }
}

/* --- tables and paragraphs --- */

static size_t columns_of(xmlNode *row) {
    size_t columns = 0;
    for (xmlNode *cell = row->children; cell != NULL; cell = cell->next) {
        if (!xml_is(cell, "tc"))
            continue;
        xmlNode *span = xml_child(xml_child(cell, "tcPr"), "gridSpan");
        columns += span != NULL ? (size_t)xml_number(span, "val") : 1;
        if (!xml_is(cell->last, "p"))
            fail_msg("a cell does not end with a paragraph");
    }
    return columns;
}

static void assert_tables(xmlNode *root) {
    for (xmlNode *table = NULL; (table = xml_next(root, table, "tbl")) != NULL;) {
        xmlNode *grid = xml_child(table, "tblGrid");
        assert_non_null(xml_child(table, "tblPr"));
        assert_non_null(grid);
        if (xml_child(table, "tr") == NULL)
            fail_msg("a table has no row");
        for (xmlNode *row = table->children; row != NULL; row = row->next)
            if (xml_is(row, "tr") && columns_of(row) != xml_count(grid, "gridCol"))
                fail_msg("a row has %zu columns, the grid %zu", columns_of(row),
                         xml_count(grid, "gridCol"));
    }
}

static void assert_body(xmlNode *root) {
    xmlNode *body = xml_child(root, "body");
    if (body == NULL)
        return;
    if (!xml_is(body->last, "sectPr") || !xml_is(body->last->prev, "p"))
        fail_msg("the body does not end with a paragraph and the page");
}

/* --- names --- */

struct names {
    struct str text; /* "|name|name|" */
};

static bool names_have(const struct names *names, const char *name) {
    struct str one = STR_INIT;
    str_add_format(&one, "|%s|", name);
    bool there = span_find(str_span(&names->text), str_span(&one)) != SIZE_MAX;
    str_release(&one);
    return there;
}

static void names_add(struct names *names, const char *name, const char *where) {
    if (names_have(names, name))
        fail_msg("%s: “%s” stands twice", where, name);
    str_add_format(&names->text, "|%s|", name);
}

/* The attribute of an element; the caller's, xmlFree. */
static char *get(const xmlNode *node, const char *attribute) {
    xmlChar *value = xmlGetProp(node, (const xmlChar *)attribute);
    if (value == NULL)
        fail_msg("<%s> has no %s", (const char *)node->name, attribute);
    return (char *)value;
}

static void assert_styles(xmlNode *root, xmlNode *styles, const char *part) {
    static const struct {
        const char *element, *type;
    } uses[] = {{"pStyle", "paragraph"},
                {"rStyle", "character"},
                {"tblStyle", "table"},
                {"basedOn", NULL},
                {"next", NULL}};
    for (size_t i = 0; i < ARRAY_LEN(uses); i++)
        for (xmlNode *at = NULL; (at = xml_next(root, at, uses[i].element)) != NULL;) {
            char *id = get(at, "val");
            xmlNode *style = NULL;
            while ((style = xml_next(styles, style, "style")) != NULL &&
                   !xml_value_is(style, "styleId", id))
                ;
            if (style == NULL)
                fail_msg("%s: the style %s is not defined", part, id);
            if (uses[i].type != NULL && !xml_value_is(style, "type", uses[i].type))
                fail_msg("%s: the style %s is not of a %s", part, id, uses[i].type);
            xmlFree(id);
        }
}

/* Ids of marked changes. */
static void assert_changes(xmlNode *root, const char *part) {
    static const char *const changes[] = {"ins", "del"};
    struct names ids = {STR_INIT};
    for (size_t i = 0; i < ARRAY_LEN(changes); i++)
        for (xmlNode *at = NULL; (at = xml_next(root, at, changes[i])) != NULL;) {
            char *id = get(at, "id"), *date = get(at, "date"), *author = get(at, "author");
            names_add(&ids, id, part);
            xmlFree(id);
            xmlFree(date);
            xmlFree(author);
        }
    str_release(&ids.text);
}

/* --- the package --- */

static void list_parts(struct span docx, struct names *parts) {
    for (size_t i = 0; i < archive_count(docx); i++) {
        struct str name = STR_INIT;
        archive_name(docx, i, &name);
        names_add(parts, name.s, "the archive");
        str_release(&name);
    }
}

/* Pictures have the type of their ending. */
static bool is_typed_picture(xmlNode *root, const char *part) {
    const char *ending = strrchr(part, '.');
    bool typed = false;
    for (xmlNode *at = NULL; !typed && (at = xml_next(root, at, "Default")) != NULL;) {
        char *extension = get(at, "Extension"), *type = get(at, "ContentType");
        typed = ending != NULL && strcmp(ending + 1, extension) == 0 &&
                strncmp(type, "image/", strlen("image/")) == 0;
        xmlFree(extension);
        xmlFree(type);
    }
    return typed;
}

static void assert_content_types(struct span docx, const struct names *parts) {
    xmlDocPtr doc = archive_get_xml(docx, "[Content_Types].xml");
    xmlNode *root = xmlDocGetRootElement(doc);
    struct names typed = {STR_INIT};
    for (xmlNode *at = NULL; (at = xml_next(root, at, "Override")) != NULL;) {
        char *part = get(at, "PartName");
        names_add(&typed, part + 1, "content types");
        if (part[0] != '/' || !names_have(parts, part + 1))
            fail_msg("content types name %s, which is not there", part);
        xmlFree(part);
    }
    for (size_t i = 0; i < archive_count(docx); i++) {
        struct str name = STR_INIT;
        archive_name(docx, i, &name);
        bool own = names_have(&typed, name.s) || span_ends_with(str_span(&name), SPAN(".rels")) ||
                   strcmp(name.s, "[Content_Types].xml") == 0 || is_typed_picture(root, name.s);
        if (!own)
            fail_msg("%s has no content type of its own", name.s);
        str_release(&name);
    }
    str_release(&typed.text);
    xmlFreeDoc(doc);
}

/* word/document.xml → word/_rels/document.xml.rels; its ids, all of them with a part that is there.
 */
static void read_relations(struct span docx, const char *part, const struct names *parts,
                           struct names *ids) {
    struct str folder = STR_INIT, rels = STR_INIT;
    const char *slash = strrchr(part, '/');
    size_t n = slash != NULL ? (size_t)(slash - part) + 1 : 0;
    str_add(&folder, (struct span){part, n});
    str_add_format(&rels, "%s_rels/%s.rels", folder.s, part + n);
    if (names_have(parts, rels.s)) {
        xmlDocPtr doc = archive_get_xml(docx, rels.s);
        xmlNode *root = xmlDocGetRootElement(doc);
        for (xmlNode *at = NULL; (at = xml_next(root, at, "Relationship")) != NULL;) {
            char *id = get(at, "Id"), *target = get(at, "Target"), *type = get(at, "Type");
            struct str path = STR_INIT;
            str_add_format(&path, "%s%s", folder.s, target);
            names_add(ids, id, rels.s);
            if (!names_have(parts, path.s))
                fail_msg("%s: %s is not there", rels.s, path.s);
            str_release(&path);
            xmlFree(id);
            xmlFree(target);
            xmlFree(type);
        }
        xmlFreeDoc(doc);
    }
    str_release(&folder);
    str_release(&rels);
}

static void assert_references(xmlNode *root, const struct names *ids, const char *part) {
    static const char *const elements[] = {"headerReference", "footerReference", "hyperlink"};
    for (size_t i = 0; i < ARRAY_LEN(elements); i++)
        for (xmlNode *at = NULL; (at = xml_next(root, at, elements[i])) != NULL;) {
            if (xmlHasProp(at, (const xmlChar *)"anchor") != NULL)
                continue; /* leads to a bookmark of the same part */
            char *id = get(at, "id");
            if (!names_have(ids, id))
                fail_msg("%s: the relationship %s is not there", part, id);
            xmlFree(id);
        }
}

/* mc:Ignorable may only name prefixes that are declared. */
static void assert_prefixes(xmlDocPtr doc, xmlNode *root, const char *part) {
    xmlChar *ignorable = xmlGetProp(root, (const xmlChar *)"Ignorable");
    struct span words = span_of((const char *)ignorable), word;
    bool many;
    while (ignorable != NULL && take_word(&words, &word, &many)) {
        char *prefix = span_copy(word);
        if (xmlSearchNs(doc, root, (const xmlChar *)prefix) == NULL)
            fail_msg("%s: the prefix %s is not declared", part, prefix);
        mem_free(prefix);
    }
    xmlFree(ignorable);
}

static void assert_part(struct span docx, const char *part, const struct names *parts,
                        xmlNode *styles) {
    xmlDocPtr doc = archive_get_xml(docx, part);
    xmlNode *root = xmlDocGetRootElement(doc);
    struct names ids = {STR_INIT};
    read_relations(docx, part, parts, &ids);
    assert_references(root, &ids, part);
    assert_prefixes(doc, root, part);
    for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
        if (xml_is(root, orders[i].parent))
            assert_order(root, orders[i].children, part);
        for (xmlNode *at = NULL; (at = xml_next(root, at, orders[i].parent)) != NULL;)
            assert_order(at, orders[i].children, part);
    }
    assert_styles(root, styles, part);
    assert_changes(root, part);
    assert_tables(root);
    assert_body(root);
    str_release(&ids.text);
    xmlFreeDoc(doc);
}

void assert_word_opens_it(struct span docx) {
    struct names parts = {STR_INIT};
    list_parts(docx, &parts);
    assert_content_types(docx, &parts);
    xmlDocPtr styles = archive_get_xml(docx, "word/styles.xml");
    for (size_t i = 0; i < archive_count(docx); i++) {
        struct str name = STR_INIT;
        archive_name(docx, i, &name);
        if (span_starts_with(str_span(&name), SPAN("word/")) &&
            span_ends_with(str_span(&name), SPAN(".xml")))
            assert_part(docx, name.s, &parts, xmlDocGetRootElement(styles));
        str_release(&name);
    }
    struct names ids = {STR_INIT};
    read_relations(docx, "", &parts, &ids);
    str_release(&ids.text);
    xmlFreeDoc(styles);
    str_release(&parts.text);
}
