// Kinds of customers: multipliers on the traits that all buyers share.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/describe.h"

namespace pasar {

struct SegmentSpec {
    std::string name;
    double share = 1.0;
    double wishes = 1.0;
    double conversion = 1.0;
    double price = 1.0;
    double quality = 1.0;
    double coupon_response = 1.0;
    double expectation = 0.0;
    double bad_news = 1.0;
    double offers_read = 1.0;
    double review_reading = 1.0;
    double loyalty = 1.0;
    double basket = 1.0;
    double complaining = 1.0;
    double bad_word_of_mouth = 1.0;
    double good_word_of_mouth = 1.0;
    double recovery = 1.0;
    double reviewing = 1.0;
    double delay = 1.0;
    double site_patience = 1.0;
    double copying = 1.0;
};
template <class V>
void describe(V& v, SegmentSpec& s) {
    const auto times = [](std::string_view says) {
        return About{.unit = "×",
                     .min = 0,
                     .max = 20,
                     .says = says,
                     .source = "source 5, seven characters; size is an assumption"};
    };
    v("name", s.name, {.says = "how reports call this kind of customer"});
    v("share", s.share,
      {.unit = "share",
       .min = 0,
       .max = 1,
       .says = "share of buyers of this kind; all shares add up to 1",
       .shares_out = true});
    v("wishes", s.wishes, times("multiplies how often a wish to buy arises"));
    v("conversion", s.conversion, times("multiplies the odds of choosing from the reference page"));
    v("price", s.price, times("multiplies how much the full price counts in the choice"));
    v("quality", s.quality, times("multiplies how much expected quality counts in the choice"));
    v("coupon_response", s.coupon_response, times("multiplies how much a discount counts, over its worth in money"));
    v("expectation", s.expectation,
      {.unit = "quality", .min = -1, .max = 1, .says = "added to the quality expected of every purchase"});
    v("bad_news", s.bad_news, times("multiplies how much a disappointment weighs"));
    v("offers_read", s.offers_read, times("multiplies the number of offers considered"));
    v("review_reading", s.review_reading, times("multiplies how far ratings move what is expected"));
    v("loyalty", s.loyalty, times("multiplies how strongly a good past purchase draws back to its seller"));
    v("basket", s.basket, times("multiplies the units bought at once"));
    v("complaining", s.complaining, times("multiplies the odds of complaining after a failure"));
    v("bad_word_of_mouth", s.bad_word_of_mouth, times("multiplies how loudly a detractor warns others"));
    v("good_word_of_mouth", s.good_word_of_mouth, times("multiplies how loudly a promoter recommends"));
    v("recovery", s.recovery, times("multiplies how far a remedy lifts satisfaction"));
    v("reviewing", s.reviewing, times("multiplies the odds of leaving a review"));
    v("delay", s.delay, times("multiplies how much promised and suffered delay counts"));
    v("site_patience", s.site_patience, times("multiplies how long the buyer waits for a page"));
    v("copying", s.copying,
      times("multiplies the share of buyers who would copy digital goods, up to all of them; see market.piracy"));
}

}  // namespace pasar
