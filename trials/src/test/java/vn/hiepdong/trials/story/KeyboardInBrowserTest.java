package vn.hiepdong.trials.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// An officer who works without a mouse: the command palette, single keys, paper, and the page of the pieces.
class KeyboardInBrowserTest extends InBrowser {
    private static final String LEAK = "Đê sông Đáy gần Ba Thá rò rỉ, chưa tràn";

    KeyboardInBrowserTest() {
        super("keyboard");
    }

    @Test
    void aPageIsReachedThroughThePalette() {
        Desk pol = desk();
        press(pol, "Control+k");
        assertThat(box(pol)).isFocused();
        assertThat(pol.page.locator("#palette-list [role=option]")).not().hasCount(0);
        pol.hasNoBarriers();

        pol.page.keyboard().type("quy che");
        assertThat(chosen(pol)).hasText("Quy chế phối hợp");
        assertThat(box(pol)).hasAttribute("aria-activedescendant", "palette-0");
        press(pol, "Enter");
        pol.page.waitForURL("**/regulations");
    }

    @Test
    void anItemIsFoundByItsTitleWithoutAccents() {
        Desk pol = desk();
        press(pol, "Control+k");
        pol.page.keyboard().type("de song day gan ba tha");
        assertThat(chosen(pol)).containsText(LEAK);
        press(pol, "Enter");
        assertThat(pol.page.locator("h1")).hasText(LEAK);
    }

    @Test
    void theArrowsMoveTheChoiceAndEscapeGivesTheFocusBack() {
        Desk pol = desk();
        pol.page.locator("[data-palette]").focus();
        press(pol, "Enter");
        assertThat(box(pol)).hasAttribute("aria-activedescendant", "palette-0");
        press(pol, "ArrowDown");
        assertThat(box(pol)).hasAttribute("aria-activedescendant", "palette-1");
        press(pol, "ArrowUp");
        press(pol, "ArrowUp");
        int last = pol.page.locator("#palette-list [role=option]").count() - 1;
        assertThat(box(pol)).hasAttribute("aria-activedescendant", "palette-" + last);
        pol.page.keyboard().type("khong co trang nao ten nhu vay");
        assertThat(pol.page.locator("#palette-state")).hasText("Không có mục nào khớp.");
        press(pol, "Escape");
        assertThat(pol.page.locator("#palette")).isHidden();
        assertThat(pol.page.locator("[data-palette]")).isFocused();
    }

    @Test
    void whatSignsIsBroughtUnderTheHandAndNotPressed() {
        Desk pol = desk();
        openTheLeak(pol);
        Locator sign = pol.page.locator("#acknowledge");
        assertThat(sign).isVisible();

        press(pol, "Control+k");
        pol.page.keyboard().type("xac nhan da nhan");
        press(pol, "Enter");
        assertThat(sign).isFocused();
        assertThat(pol.page.locator("#palette")).isHidden();
        pol.page.reload();
        assertThat(sign).isVisible();

        press(pol, "a");
        assertThat(sign).isFocused();
    }

    @Test
    void singleKeysGoToPagesAndMoveThroughRows() {
        Desk pol = desk();
        press(pol, "g");
        press(pol, "i");
        pol.page.waitForURL("**/information");
        Locator titles = pol.page.locator("#list tbody tr a[href]");
        press(pol, "j");
        assertThat(titles.nth(0)).isFocused();
        press(pol, "j");
        press(pol, "j");
        press(pol, "k");
        assertThat(titles.nth(1)).isFocused();
        String title = titles.nth(1).textContent();
        press(pol, "Enter");
        assertThat(pol.page.locator("h1")).hasText(title.strip());
    }

    @Test
    void whoeverTypesOrHasSwitchedThemOffIsLeftAlone() {
        Desk pol = desk();
        pol.opens("/information/new");
        pol.page.locator("[name=title]").focus();
        pol.page.keyboard().type("gi? jk");
        assertThat(pol.page.locator("[name=title]")).hasValue("gi? jk");
        assertThat(pol.page.locator("#shortcuts")).isHidden();

        pol.page.locator("h1").click();
        press(pol, "?");
        assertThat(pol.page.locator("#shortcuts")).isVisible();
        pol.hasNoBarriers();
        pol.page.locator("#shortcuts-on").uncheck();
        press(pol, "Escape");
        pol.opens("/");
        press(pol, "?");
        press(pol, "g");
        press(pol, "i");
        assertThat(pol.page.locator("#shortcuts")).isHidden();
        assertThat(pol.path()).isEqualTo("/");
        press(pol, "Control+k");
        assertThat(pol.page.locator("#palette")).isVisible();
    }

    @Test
    void onATelephoneThePaletteOpensByAButton() {
        Desk pol = desk(390, 844);
        pol.page.locator("[data-palette]").click();
        assertThat(box(pol)).isFocused();
        pol.page.keyboard().type("thong tin");
        pol.hasNoBarriers();
        assertThat(pol.widthOfPage()).isLessThanOrEqualTo(390);
        chosen(pol).click();
        pol.page.waitForURL("**/information");
    }

    @Test
    void aSheetOfPaperShowsThePageWithoutItsMenuAndSaysWhoseItIs() {
        Desk pol = desk();
        openTheLeak(pol);
        pol.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(pol.page.locator(".side")).isHidden();
        assertThat(pol.page.locator("#acknowledge")).isHidden();
        assertThat(pol.page.locator(".item-text")).isVisible();
        assertThat(pol.page.locator(".printed")).isVisible();
        assertThat(pol.page.locator(".printed")).containsText("(POL)");
        assertThat(pol.page.locator(".printed"))
                .containsText(Pattern.compile("In lúc \\d\\d:\\d\\d \\d\\d/\\d\\d/\\d{4}"));

        pol.page.navigate(pol.page.url().replaceFirst("/information/.*", "/design?realm=EXERCISE"));
        assertThat(pol.page.locator(".printed")).containsText("DIỄN TẬP");
        assertThat(pol.page.locator(".realm-banner")).isVisible();
        assertThat(pol.page.locator(".realm-watermark")).isVisible();
    }

    @Test
    void thePiecesStandInNobodysWay() {
        for (int width : new int[] {1440, 390}) {
            Desk pol = desk(width, 900);
            for (String look : List.of("lang=vi&theme=light", "lang=en&theme=dark", "lang=vi&theme=dark&realm=TEST")) {
                pol.opens("/design?" + look);
                pol.hasNoBarriers();
                assertThat(pol.widthOfPage()).as(look).isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void aMarkShowsItsWordsToTheKeyboardAndPutsThemAway() {
        Desk pol = desk();
        pol.opens("/design");
        Locator grade = pol.page.locator(".grade").first();
        grade.focus();
        // Focus that the keyboard brings is seen; what script sets counts as such only after a key.
        press(pol, "Shift+Tab");
        press(pol, "Tab");
        assertThat(grade.locator(".tip-words")).isVisible();
        assertThat(grade.locator(".tip-words")).hasText("A1: nguồn hoàn toàn tin cậy; tin đã được nguồn khác xác nhận");
        press(pol, "Escape");
        assertThat(grade.locator(".tip-words")).isHidden();
    }

    private static void openTheLeak(Desk desk) {
        desk.opens("/information");
        desk.page
                .locator("#list a[href^='/information/']")
                .filter(new Locator.FilterOptions().setHasText(LEAK))
                .first()
                .click();
        assertThat(desk.page.locator("h1")).hasText(LEAK);
    }

    private static void press(Desk desk, String key) {
        desk.page.keyboard().press(key);
    }

    private static Locator box(Desk desk) {
        return desk.page.locator("#palette-input");
    }

    private static Locator chosen(Desk desk) {
        return desk.page.locator("#palette-list [aria-selected=true]");
    }
}
