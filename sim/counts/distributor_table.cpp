#include "sim/counts/distributor_table.h"

#include "sim/counts/table_rows.h"
#include "sim/world/world.h"

namespace pasar {

Table distributors_table(const Platform* p) {
    Table table{
        "distributors",
        "somebody who could be a distributor",
        {{"distributor", "", "number of the distributor"},
         {"deals_in", "", "number of the own offer that it deals in"},
         {"category", "", "category of that offer"},
         {"shelf", "", "number of the seller who is its shelf on the platform; empty where it has none"},
         {"is_in_business", "", "yes or no, at the end"},
         {"units_bought", "unit", "bought from the store since day 0"},
         {"units_sold_off", "unit", "of these, sold off the platform"},
         {"units_listed", "unit", "of these, put on its shelf on the platform"},
         {"units_left", "unit", "of these, with it or on their way to it at the end"},
         {"paid_to_store", "money", "for all units bought"},
         {"taken_off_platform", "money", "for all units sold off the platform"},
         {"earned", "money",
          "sales less what the goods sold and being in business cost it, since day 0; what its shelf on the "
          "platform earned stands with sellers"},
         {"asks", "money",
          "its price off the platform at the end, or when it last had any goods; 0 where the store sells to nobody"}},
        {}};
    if (p == nullptr) return table;
    for (std::size_t i = 0; i < p->distributors.size(); ++i) {
        const Distributor& d = p->distributors[i];
        add_row(table, static_cast<std::int64_t>(i), std::int64_t{d.product},
                text(p->world.spec().categories[p->offers[d.product].category].name),
                d.seller == kNoShop ? Cell(kNoValue) : Cell(std::int64_t{d.seller}),
                text(d.is_in_business ? "yes" : "no"));
        add_row(table, d.bought, d.sold_off, d.listed, d.stock + d.ordered, d.paid.units, d.taken.units, d.income.units,
                d.price.units);
    }
    return table;
}

}  // namespace pasar
