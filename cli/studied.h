// What a study is about, by the names that tables and screen use.
#pragma once

#include "cli/study.h"
#include "sim/experiments/remembering.h"
#include "sim/experiments/studied.h"

namespace pasar {

[[nodiscard]] Studied studied_of(const Study& study);

/// The answers of `ask(laboratory, question)` for each measure under study, in their order. No run is made twice.
template <class Question, class Answer>
[[nodiscard]] std::vector<Answer> answer_for_each_measure(const Study& study, Question question,
                                                          Answer (*ask)(const Laboratory&, const Question&)) {
    const Laboratory laboratory = remembering(study.laboratory);
    std::vector<Answer> answers;
    for (const std::size_t kpi : study.kpis) {
        question.kpi = kpi;
        answers.push_back(ask(laboratory, question));
    }
    return answers;
}

/// Says on standard error how many runs are coming, where somebody watches and did not ask for quiet. To be called
/// before the points are made: throws BadInput where they and what is found at them do not fit into memory.
void tell_cost(const Arguments& arguments, const Study& study, std::size_t points, std::string_view points_are);

}  // namespace pasar
