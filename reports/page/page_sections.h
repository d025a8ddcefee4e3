// The sections of report.html. Each reads what it needs, and is empty where the folder holds nothing for it.
#pragma once

#include <vector>

#include "reports/page/page_days.h"
#include "reports/page/page_parts.h"

namespace pasar {

// page_verdict.cpp: how the models compare in their key figures.
[[nodiscard]] PageSection answer_section(const PageSource& source);
/// The account of the scenario's firm; empty where there is no firm.
[[nodiscard]] PageSection firm_section(const PageSource& source);
[[nodiscard]] PageSection ranking_section(const PageSource& source);
[[nodiscard]] PageSection differences_section(const PageSource& source);

// page_distributions.cpp: how much they vary over replications.
[[nodiscard]] PageSection distributions_section(const PageSource& source);

// page_time.cpp: what happened from day to day.
[[nodiscard]] PageSection events_section(const PageSource& source);
[[nodiscard]] PageSection series_section(const PageSource& source, const PageDays& days);
[[nodiscard]] PageSection visits_section(const PageSource& source, const PageDays& days);
[[nodiscard]] PageSection journey_section(const PageSource& source, const PageDays& days);

// page_people.cpp: buyers who stayed, complained, and bore losses.
[[nodiscard]] PageSection cohorts_section(const PageSource& source);
[[nodiscard]] PageSection complaints_section(const PageSource& source);
[[nodiscard]] PageSection losses_section(const PageSource& source);

/// Measures of the time series that are measured there alone, by days, with a table by months.
/// Adds nothing where no model has them.
void add_days_of(PageSection& section, const PageSource& source, const PageDays& days, MeasuredWhere where);
[[nodiscard]] PageSection readers_section(const PageSource& source, const PageDays& days);

// page_subscriptions.cpp: subscribers and recurring revenue; empty where no model has plans.
[[nodiscard]] PageSection subscribers_section(const PageSource& source, const PageDays& days);

// page_platforms.cpp: who shares the market, where buyers come from, who wins whom; empty where nothing competes.
[[nodiscard]] PageSection platforms_section(const PageSource& source);

// page_auctions.cpp: the bids of one auction of each model; empty where nothing is sold by auction.
[[nodiscard]] PageSection auctions_section(const PageSource& source);

// page_studies.cpp: what experiments over points found; one section a study.
[[nodiscard]] std::vector<PageSection> study_sections(const PageSource& source);

// page_scorecard.cpp: the models held against published facts.
[[nodiscard]] PageSection scorecard_section(const PageSource& source);

// page_origin.cpp: what differed, and how to get the same again.
[[nodiscard]] PageSection models_section(const PageSource& source);
[[nodiscard]] PageSection reproduce_section(const PageSource& source);

}  // namespace pasar
