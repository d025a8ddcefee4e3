// What a study is about, by the names that tables and screen use.
#pragma once

#include "cli/study.h"
#include "sim/experiments/remembering.h"
#include "sim/experiments/studied.h"

namespace pasar {

[[nodiscard]] Studied studied_of(const Study& study);

/// The answers of `ask(laboratory, question)` to each question for each measure under study, in their order. No run is
/// made twice.
template <class Question, class Answer>
[[nodiscard]] std::vector<Answer> answers_for_each_measure(const Study& study, const std::vector<Question>& questions,
                                                           Answer (*ask)(const Laboratory&, const Question&)) {
    const Laboratory laboratory = remembering(study.laboratory);
    std::vector<Answer> answers;
    for (const std::size_t kpi : study.kpis) {
        for (Question question : questions) {
            question.kpi = kpi;
            answers.push_back(ask(laboratory, question));
        }
    }
    return answers;
}
/// The same of one question.
template <class Question, class Answer>
[[nodiscard]] std::vector<Answer> answer_for_each_measure(const Study& study, const Question& question,
                                                          Answer (*ask)(const Laboratory&, const Question&)) {
    return answers_for_each_measure(study, std::vector{question}, ask);
}

/// Says on standard error how many runs are coming, where somebody watches and did not ask for quiet. To be called
/// before the points are made: throws BadInput where they and what is found at them do not fit into memory.
void tell_cost(const Arguments& arguments, const Study& study, std::size_t points, std::string_view points_are);

}  // namespace pasar
